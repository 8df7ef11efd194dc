"""What students hand in: taken, read and made clean without being trusted."""
