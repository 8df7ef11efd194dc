"""What is there for students at home alone: their tries, and how far they have come."""
