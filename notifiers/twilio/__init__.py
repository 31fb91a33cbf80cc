"""SMS by Twilio: the adapter, its two webhooks, and its codes and statuses in plain words."""
