"""A referral: somebody is sent to the clinic, and the clinic accepts. A course starts from it."""
