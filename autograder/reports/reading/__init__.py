"""What a report is made from, as blocks of a document: Markdown, HTML, pictures, notebooks."""
