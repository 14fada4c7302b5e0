"""What changes for residents between two versions of the catalogue.

git finds the files of a revision; revisions loads them; facts says a course in labelled words;
compare puts two versions side by side; look_alikes and guard look for what is likely a mistake;
report holds the finished words, and printers writes them. Nothing here knows GitHub.
"""
