"""From the bytes of what was handed in to cells, also where the bytes are damaged."""
