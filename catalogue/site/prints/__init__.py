"""What the site prints: posters, large print, leaflets and a handout for each course."""
