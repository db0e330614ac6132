"""From raw data to counts that hold nothing of a single person or posting."""
