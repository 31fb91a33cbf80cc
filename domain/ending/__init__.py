"""The ending of a course, what it leaves the client with, and how the client fares afterwards."""
