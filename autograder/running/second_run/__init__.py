"""A notebook that did not pass, run again statement by statement: what is asked, and told."""
