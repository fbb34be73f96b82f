//! What runbooks reach over HTTP: agents, language models that judge, sinks of events.
