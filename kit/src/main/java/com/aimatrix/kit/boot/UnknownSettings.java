package com.aimatrix.kit.boot;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** Stops the start when an {@code aimatrix.*} key is set that no settings record knows, and says what was meant. */
class UnknownSettings implements BeanFactoryPostProcessor {

    private static final String ROOT = "aimatrix.";

    /** In a known key: whatever names an entry of a map or a list. */
    private static final String ANY = ".*";

    private final ConfigurableEnvironment environment;

    UnknownSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        var known = new TreeSet<String>();
        for (String bean : beans.getBeanDefinitionNames()) {
            ConfigurationProperties properties = beans.findAnnotationOnBean(bean, ConfigurationProperties.class, false);
            Class<?> type = beans.getType(bean, false);
            if (properties != null && type != null && type.isRecord()) {
                addKeys(properties.value(), type, known);
            }
        }
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> keys) {
                for (String key : keys.getPropertyNames()) {
                    check(key, known);
                }
            }
        }
    }

    private static void addKeys(String prefix, Class<?> settings, Collection<String> known) {
        for (RecordComponent component : settings.getRecordComponents()) {
            String key = prefix + "." + kebab(component.getName());
            Class<?> named = namedRecords(component);
            if (component.getType().isRecord()) {
                addKeys(key, component.getType(), known);
            } else if (named != null) {
                addKeys(key + ANY, named, known);
            } else if (Map.class.isAssignableFrom(component.getType())
                    || Collection.class.isAssignableFrom(component.getType())) {
                known.add(key + ANY);
            } else {
                known.add(key);
            }
        }
    }

    /** The record that a map holds by name, or null. */
    private static Class<?> namedRecords(RecordComponent component) {
        return Map.class.isAssignableFrom(component.getType())
                        && component.getGenericType() instanceof ParameterizedType map
                        && map.getActualTypeArguments()[1] instanceof Class<?> type
                        && type.isRecord()
                ? type
                : null;
    }

    private static void check(String key, Collection<String> known) {
        String name = key.startsWith("AIMATRIX_")
                ? key.toLowerCase(java.util.Locale.ROOT).replace('_', '.')
                : key;
        if (!name.startsWith(ROOT)) {
            return;
        }
        String asked = plain(name);
        for (String candidate : known) {
            if (means(asked, candidate)) {
                return;
            }
        }
        throw new StartupProblem("Unknown setting " + key + "; did you mean " + nearest(asked, known) + "?");
    }

    private static boolean means(String asked, String candidate) {
        int any = candidate.indexOf(ANY);
        if (any < 0) {
            return asked.equals(plain(candidate));
        }
        String beginning = plain(candidate.substring(0, any));
        String end = plain(candidate.substring(any + ANY.length()));
        // A list may be set as one text, under its own key.
        boolean named = end.isEmpty() || asked.length() > beginning.length() + end.length();
        return named && asked.startsWith(beginning) && asked.endsWith(end);
    }

    private static String nearest(String asked, Collection<String> known) {
        return known.stream()
                .min(java.util.Comparator.comparingInt(candidate -> distance(asked, plain(candidate))))
                .orElse("(this service has no settings)");
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** Without dots and dashes, as environment variables cannot tell them apart. */
    private static String plain(String key) {
        return ConfigurationPropertyName.adapt(key, '.')
                .toString()
                .replace(".", "")
                .replace("-", "")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }
}
