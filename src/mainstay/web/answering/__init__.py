"""One person answers, by a link alone: no account, no session, and nothing that says who it was."""
