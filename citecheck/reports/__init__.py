"""What is said about a run: one module an output."""
