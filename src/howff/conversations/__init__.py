"""Live and open-for-days conversations: prompts, answers, audience questions, moderation."""
