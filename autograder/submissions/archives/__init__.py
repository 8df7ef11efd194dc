"""Archives that students made: what is in them, how much is unpacked, and where."""
