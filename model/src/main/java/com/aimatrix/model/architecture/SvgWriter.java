package com.aimatrix.model.architecture;

import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the few shapes that a drawing of layers needs; texts are escaped by the XML writer. */
final class SvgWriter {

    private static final String INK = "#333333";

    private final XMLStreamWriter xml;

    private SvgWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static SvgWriter to(Writer text) {
        try {
            return new SvgWriter(XMLOutputFactory.newFactory().createXMLStreamWriter(text));
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an XML writer cannot be made", e);
        }
    }

    void begin(int width, int height) {
        write(() -> {
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace("http://www.w3.org/2000/svg");
            attributes("width", width, "height", height, "viewBox", "0 0 %d %d".formatted(width, height));
            attributes("font-family", "system-ui, DejaVu Sans, sans-serif", "font-size", 11, "fill", INK);
            xml.writeStartElement("defs");
            xml.writeStartElement("marker");
            attributes("id", "arrow", "viewBox", "0 0 8 8", "refX", 8, "refY", 4, "markerWidth", 7, "markerHeight", 7);
            attributes("orient", "auto");
            empty("path", "d", "M0 0 L8 4 L0 8 z", "fill", INK);
            xml.writeEndElement();
            xml.writeEndElement();
            empty("rect", "width", width, "height", height, "fill", "#ffffff");
        });
    }

    void box(int x, int y, int width, int height, String colour) {
        write(() -> empty(
                "rect", "x", x, "y", y, "width", width, "height", height, "rx", 6, "fill", colour, "stroke", INK));
    }

    /** Around a middle. */
    void text(int x, int y, boolean bold, String text) {
        write(() -> {
            xml.writeStartElement("text");
            attributes("x", x, "y", y, "text-anchor", "middle", "font-weight", bold ? "bold" : "normal");
            xml.writeCharacters(printable(text));
            xml.writeEndElement();
        });
    }

    void arrow(int fromX, int fromY, int toX, int toY) {
        write(() -> empty(
                "line", "x1", fromX, "y1", fromY, "x2", toX, "y2", toY, "stroke", INK, "marker-end", "url(#arrow)"));
    }

    void end() {
        write(() -> {
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        });
    }

    private interface Writing {
        void run() throws XMLStreamException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    private void empty(String element, Object... attributes) throws XMLStreamException {
        xml.writeEmptyElement(element);
        attributes(attributes);
    }

    private void attributes(Object... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            xml.writeAttribute((String) namesAndValues[i], String.valueOf(namesAndValues[i + 1]));
        }
    }

    /** XML 1.0 knows neither control characters nor halves of pairs, whoever named an input so. */
    private static String printable(String text) {
        return text.codePoints()
                .map(each -> each < 0x20 || each >= 0xd800 && each <= 0xdfff || each == 0xfffe || each == 0xffff
                        ? '\ufffd'
                        : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
