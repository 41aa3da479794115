"""Making the bundle: one zip that installs the add-in on a PC without internet or administrator rights."""
