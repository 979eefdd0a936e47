"""Care: the days on which people are remembered, gifts, referrals, and letters to those who want them."""
