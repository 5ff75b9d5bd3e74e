"""A practice asks for an offer, is answered, is helped, and says whether it helped."""
