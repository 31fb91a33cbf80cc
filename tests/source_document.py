"""The headings of the source document, and the items of its lists: what the source map has to answer for."""

DOCUMENT: dict[str, tuple[str, ...]] = {
    "How IPT works": (),
    "Understanding IPT": (),
    "Overview of IPT": (),
    "Goals and Principles": (
        "Focus on the Present",
        "Collaborative Approach",
        "Time-Limited and Structured",
        "Evidence-Based",
    ),
    "Core Concepts": (),
    "Interpersonal Deficits": (),
    "Grief and Loss": (),
    "Role Disputes": (),
    "Role Transitions": (),
    "Mechanics of IPT": (),
    "Assessment and Diagnosis": (),
    "Treatment Planning": (),
    "Techniques": ("Role Playing", "Guided Imagery", "Communication Analysis", "Problem-Solving"),
    "Working Through Interpersonal Issues": (),
    "Improving Communication Skills": (),
    "Addressing Conflict": (),
    "Building Social Support Networks": (),
    "Progress and Monitoring": (),
    "Evaluating Progress": ("Check-ins and discussions", "Assessment tools and scales", "Reviewing goals"),
    "Adjusting Treatment Plans": ("Modifying the focus", "New techniques", "Frequency or duration"),
    "Long-Term Benefits": (
        "Improved interpersonal relationships",
        "Enhanced emotional well-being",
        "Increased resilience",
        "Prevention of relapse",
    ),
}
"""Each section by its heading, shortened, in the order of the document; with the items that it lists."""

BEYOND = "Beyond the document"
"""Where the map tells of what the clinic needs and the document leaves out."""
