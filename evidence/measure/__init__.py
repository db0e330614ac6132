"""How well the catalog recovers roles, on people and postings that it was not fitted on."""
