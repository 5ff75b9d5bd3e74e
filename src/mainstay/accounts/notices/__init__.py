"""What people are told: on the site always, and by mail as each of them wants it."""
