"""The pages of messages: the inbox, what a person wants to hear how, robots, what could not be delivered."""
