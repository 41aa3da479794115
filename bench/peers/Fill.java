import java.io.File;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jxls.expression.ExpressionEvaluatorFactoryJexlImpl;
import org.jxls.expression.JxlsJexlPermissions;
import org.jxls.transform.poi.JxlsPoiTemplateFillerBuilder;

/**
 * Fills a template with JXLS 3: Fill TEMPLATE DATA RESULT. A line of DATA is a name, a tab and a text, or the name of a
 * list and the fields of one of its items, each field=value; a value is a number if it reads as one.
 */
public class Fill {
    public static void main(String[] args) throws Exception {
        Map<String, Object> data = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            String[] parts = line.split("\t");
            if (!parts[0].endsWith("[]")) {
                data.put(parts[0], value(parts[1]));
                continue;
            }
            @SuppressWarnings("unchecked")
            List<Object> items = (List<Object>) data.computeIfAbsent(
                    parts[0].substring(0, parts[0].length() - 2), name -> new ArrayList<Object>());
            Map<String, Object> item = new HashMap<>();
            for (int field = 1; field < parts.length; field++) {
                int end = parts[field].indexOf('=');
                item.put(parts[field].substring(0, end), value(parts[field].substring(end + 1)));
            }
            if (!item.isEmpty()) {
                items.add(item);
            }
        }
        JxlsPoiTemplateFillerBuilder builder = JxlsPoiTemplateFillerBuilder.newInstance();
        if (Boolean.getBoolean("strict")) {
            builder.withExpressionEvaluatorFactory(
                            new ExpressionEvaluatorFactoryJexlImpl(false, true, JxlsJexlPermissions.RESTRICTED))
                    .withExceptionThrower();
        }
        builder.withTemplate(new FileInputStream(args[0]))
                .withRecalculateFormulasBeforeSaving(true)
                .buildAndFill(data, new File(args[2]));
    }

    private static Object value(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException noNumber) {
            return text;
        }
    }
}
