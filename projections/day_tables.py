"""The tables of what the clinic has before it: referrals, to-dos, staff, absences. Names and texts stay in the log."""

from sqlalchemy import JSON, Column, Index, String, Table

from projections.tables import Id, views

referrals = Table(
    "referrals",
    views,
    Column("referral", Id, primary_key=True),
    Column("client", Id, nullable=False),
    Column("stage", String, nullable=False),
    Column("received_on", String, nullable=False),
    Column("since", String, nullable=False),
    Column("course", Id),
)
"""How far each referral has come, since when, and the first course that it led to. Days are ISO 8601."""

Index("referrals_by_client", referrals.c.client)

todos = Table(
    "todos",
    views,
    Column("todo", Id, primary_key=True),
    Column("code", String, nullable=False),
    Column("course", Id),
    Column("client", Id),
    Column("staff", Id),
    Column("due_on", String),
    Column("end", String),
)
"""What there is to do, for whom, and whether it is done."""

Index("todos_by_client", todos.c.client)
Index("todos_by_staff", todos.c.staff)

staff = Table(
    "staff",
    views,
    Column("staff", Id, primary_key=True),
    Column("roles", JSON, nullable=False),
    Column("joined_on", String, nullable=False),
    Column("left_on", String),
)
"""Who works at the clinic, and who did."""

absences = Table(
    "absences",
    views,
    Column("absence", Id, primary_key=True),
    Column("staff", Id, nullable=False),
    Column("first_on", String, nullable=False),
    Column("last_on", String, nullable=False),
    Column("covered_by", Id),
)
"""Who is away from which day to which, and who covers."""
