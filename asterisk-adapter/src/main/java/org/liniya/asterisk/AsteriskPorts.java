package org.liniya.asterisk;

import org.liniya.port.FrontDesk;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorLines;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.Time;

/**
 * What the front end needs of the rest. Immutable.
 *
 * @param desk gets the callers
 * @param operatorDesk what operators dial, and whom they pass callers on to
 * @param lines told which operators' telephones Asterisk can reach
 */
public record AsteriskPorts(
    FrontDesk desk,
    OperatorDesk operatorDesk,
    OperatorLines lines,
    PromptCatalogue prompts,
    Time time) {}
