package org.liniya.asterisk;

import org.asteriskjava.fastagi.AgiException;

/** A short thing to ask of a channel over its FastAGI session. */
@FunctionalInterface
interface Errand {
  void run(AgiSession session) throws AgiException;
}
