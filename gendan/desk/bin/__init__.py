"""The recycle bin: what was deleted, by whom and until when it can be restored (A14, PM-02, PM-06)."""
