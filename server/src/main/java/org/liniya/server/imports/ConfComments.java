package org.liniya.server.imports;

/**
 * Takes the comments out of the lines of one file in Asterisk's form: from a semicolon to the end
 * of the line, and between {@code ;--} and {@code --;} over lines. For one thread.
 */
final class ConfComments {

  private static final String OPENS = ";--";
  private static final String CLOSES = "--;";

  private boolean inside;

  /** A line without its comments, and the first of these. */
  record Stripped(String text, String comment) {}

  Stripped strip(String line) {
    StringBuilder text = new StringBuilder();
    StringBuilder comment = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (inside) {
        if (line.startsWith(CLOSES, i)) {
          inside = false;
          i += CLOSES.length() - 1;
        }
      } else if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == ';') {
        text.append(';');
        i++;
      } else if (opensBlock(line, i)) {
        inside = true;
        i += OPENS.length() - 1;
      } else if (c == ';') {
        comment.append(line, i + 1, line.length());
        break;
      } else {
        text.append(c);
      }
    }
    return new Stripped(text.toString().strip(), comment.toString().strip());
  }

  /** A line of dashes, {@code ;-----}, is a comment of its own line. */
  private static boolean opensBlock(String line, int at) {
    return line.startsWith(OPENS, at) && !line.startsWith("-", at + OPENS.length());
  }
}
