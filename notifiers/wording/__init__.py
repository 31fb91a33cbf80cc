"""What a message says: fixed template files by language, and what their texts cost as SMS."""
