"""What providers call: opened by their signature, acknowledged once what they told is in the log."""
