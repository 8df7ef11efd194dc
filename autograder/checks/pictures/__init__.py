"""Small pictures on a card, written as PNG without a plotting library."""
