"""From counts to the shares and weights of the catalog."""
