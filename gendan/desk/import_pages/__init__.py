"""The pages of importing: five steps, the batch, the list of batches; and the importer of people."""
