"""The clinic: the settings, protocols, texts and time zone rules that it has adopted, each as a dated event."""
