"""What carries messages. Services know none of them: who dispatches hands one over."""
