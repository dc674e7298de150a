"""The questions of a role's course as question banks in other formats."""
