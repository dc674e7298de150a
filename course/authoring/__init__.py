"""What is generated for authors and translators, and changes inside the files of authors."""
