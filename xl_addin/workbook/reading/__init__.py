"""From the parts of a file to a `Book`: a quick and a general reader that read the same."""
