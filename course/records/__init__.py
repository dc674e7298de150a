"""Tables of finished modules, which readers download from their record, joined into one."""
