"""How a person is reached: channels, wording, invitations."""
