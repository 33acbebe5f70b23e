package dev.sluice.cli.simulate;

import dev.sluice.api.text.PercentText;
import java.math.BigDecimal;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share, written as policies write it: {@code 0.1%}. */
record Percent(BigDecimal percent) {

    static final class Converter implements ITypeConverter<Percent> {
        @Override
        public Percent convert(String text) {
            Percent value = PercentText.parse(text)
                    .map(Percent::new)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no percentage; write a number and a percent sign, such as 0.1%"));
            if (value.percent.compareTo(BigDecimal.valueOf(100)) > 0) {
                throw new TypeConversionException("'" + text + "' is more than all; write at most 100%");
            }
            return value;
        }
    }

    double ratio() {
        return percent.movePointLeft(2).doubleValue();
    }

    @Override
    public String toString() {
        return PercentText.print(percent);
    }
}
