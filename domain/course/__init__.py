"""The course: one client's therapy from the opening to the discharge, under a protocol, in phases and sessions."""
