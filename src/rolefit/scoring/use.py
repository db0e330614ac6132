"""What results are for: said wherever there is one. It imports nothing, so that help can say it as well."""

INTENDED_USE = "For a person's orientation, not for deciding about anybody."
"""What results and scans are meant for; whoever shows one says so."""

USE_FOR_TEAMS = "For planning work, not for deciding about anybody: it ranks no people."
"""What counts of a team are meant for."""
