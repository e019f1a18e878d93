package org.rdylib.conformance.calls;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A generated header, as an author reads it: its prototypes and the names of fields. */
record CHeader(String text) {

    /** The function of that name. */
    Prototype prototype(String name) {
        Matcher m = Pattern.compile("(?m)^(RDYLIB_\\w+ )+(.*\\b" + name + "\\(.*\\))( \\{|;)$")
                .matcher(text);
        if (!m.find()) {
            throw new IllegalArgumentException("no " + name + " in\n" + text);
        }
        return new Prototype(name, m.group(2));
    }

    /** What a pointer of that type points to, as a function of that name. */
    private Prototype pointee(String name) {
        Matcher m = Pattern.compile("(?m)^typedef (.*)\\(\\*" + name + "\\)(\\(.*\\));$")
                .matcher(text);
        if (!m.find()) {
            throw new IllegalArgumentException("no type " + name + " in\n" + text);
        }
        return new Prototype(name, m.group(1) + name + m.group(2));
    }

    /**
     * How an entry is called, or what implements it.
     *
     * @param type that of what can be called
     */
    Prototype entry(Code code, Code.Entry entry, String type) {
        return code.holder() == Code.Holder.FUNCTION
                ? pointee(type)
                : prototype(type + "_" + (code.isObject() ? entry.name() : "call"));
    }

    /** A function as the header declares it. */
    record Prototype(String name, String text) {

        String result() {
            return text.substring(0, text.indexOf(name + "(")).strip();
        }

        /** The same of another name, as what a table has: without the table of {@code self}. */
        String implemented(String own) {
            return text.replace(name + "(", own + "(").replaceFirst(", const \\w+ \\*self_table", "");
        }

        /** The declaration of a parameter. */
        String parameter(String wanted) {
            String list = text.substring(text.indexOf(name + "(") + name.length() + 1, text.length() - 1);
            Pattern named = Pattern.compile("\\b" + wanted + "\\b");
            for (String declaration : list.split(", ", -1)) {
                if (named.matcher(declaration).find()) {
                    return declaration;
                }
            }
            throw new IllegalArgumentException("no " + wanted + " in " + text);
        }

        /** The type of what can be called: of a parameter, or of the result if that is {@code out}. */
        String typeOf(Code code, String parameter) {
            boolean isTable = code.holder() != Code.Holder.FUNCTION && !parameter.equals("out");
            return parameter(parameter + (isTable ? "_table" : "")).replaceAll("^const |(_table)? \\**\\w+$", "");
        }
    }
}
