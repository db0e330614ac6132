"""What people do with each command: help begins with it, and so does the manual."""

EXAMPLES = {
    "": (
        ("rolefit quiz", "find your role"),
        ("rolefit compare ds mle", "compare two roles"),
        ("rolefit scan posting.txt", "read a job posting"),
    ),
    "quiz": (
        ("rolefit quiz", "ask, then show which role fits"),
        ("rolefit quiz --save me.yaml", "keep the answers as well"),
        ("rolefit quiz --answers me.yaml --explain", "what was kept, question by question"),
    ),
    "questions": (
        ("rolefit questions", "what the quiz asks, with the ids of its answers"),
        ("rolefit questions --markdown", "the same as a page"),
    ),
    "form": (
        ("rolefit form --to html --output quiz.html", "the whole quiz as one page, to send to others"),
        ("rolefit form --to xlsform --output quiz.xlsx", "a form for KoboToolbox or ODK"),
    ),
    "scan": (
        ("rolefit scan posting.txt", "the role that a posting describes"),
        ("rolefit scan *.html --cv cv.pdf --answers me.yaml", "what postings ask, you can show and you want"),
        ("rolefit scan jobs.csv --cv cv.pdf", "the postings of an export, best first"),
    ),
    "compare": (
        ("rolefit compare data scientist vs ml engineer --all", "two roles, with every fact"),
        ("rolefit compare me.yaml mle --from ds", "you and a role, and the way from yours"),
        ("rolefit compare 2025.yaml me.yaml", "you then and now, or two people"),
    ),
    "roles": (
        ("rolefit roles", "what roles there are"),
        ("rolefit roles --json", "the same for a script"),
    ),
    "show": (
        ("rolefit show mle", "one role on one screen"),
        ("rolefit show mle --topic tools", "what the sources say of its tools"),
        ("rolefit show data scientist --answers me.yaml", "with your answers marked"),
    ),
    "team": (
        ("rolefit team team.csv", "whom each role fits, and which work is missing"),
        ("rolefit team team.csv --by site", "the same, and counts for each site"),
        ("rolefit team team.csv --report team.html", "the same as a page"),
    ),
    "score": (
        ("rolefit score people.csv --output fits.jsonl", "a line of JSON for each person"),
        ("rolefit score people.csv --to csv", "a row of a table for each"),
    ),
    "check": (
        ("rolefit check my-roles.yaml", "a catalog of your own"),
        ("rolefit check", "the built-in one"),
    ),
    "evaluate": (
        ("rolefit evaluate labelled.jsonl.gz", "how often the role comes first that a person has"),
        ("rolefit evaluate labelled.jsonl.gz --by country", "the same for each country"),
    ),
    "schema": (
        ("rolefit schema", "the names of all formats"),
        ("rolefit schema result", "what quiz --json prints"),
    ),
    "help": (
        ("rolefit help", "all commands"),
        ("rolefit help scan", "one of them"),
    ),
}
"""Command, or nothing for rolefit itself, to what may be typed, each with what it does."""
