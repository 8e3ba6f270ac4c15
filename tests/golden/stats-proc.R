# Writes stats-proc.json: DeLong intervals and tests of pROC, and R's own tests of 2 x 2 tables.
# Data: pROC's aSAH (113 patients) and German Credit. Run from this folder: Rscript stats-proc.R

suppressMessages(library(pROC))
options(digits = 17)

number <- function(x) if (is.null(x)) "null" else ifelse(is.finite(x), formatC(x, digits = 17, format = "g"), "null")
array_of <- function(x) paste0("[", paste(number(x), collapse = ", "), "]")
object <- function(...) {
  fields <- list(...)
  paste0("{", paste(sprintf('"%s": %s', names(fields), unlist(fields)), collapse = ", "), "}")
}
text <- function(x) sprintf('"%s"', x)

interval <- function(y, score) {
  curve <- roc(y, score, direction = "<", levels = c(0, 1), quiet = TRUE)
  bounds <- as.numeric(ci.auc(curve, method = "delong"))
  object(rocAuc = number(as.numeric(auc(curve))), variance = number(var(curve, method = "delong")),
         lower = number(bounds[1]), upper = number(bounds[3]))
}

comparison <- function(test) {
  difference <- as.numeric(test$estimate[1] - test$estimate[2])
  object(rocAucA = number(as.numeric(test$estimate[1])), rocAucB = number(as.numeric(test$estimate[2])),
         statistic = number(as.numeric(test$statistic)), pValue = number(as.numeric(test$p.value)),
         critical = if (is.null(test$parameter)) "null" else number(qt(0.975, as.numeric(test$parameter))),
         degreesOfFreedom = if (is.null(test$parameter)) "null" else number(as.numeric(test$parameter)),
         lower = number(test$conf.int[1]), upper = number(test$conf.int[2]), difference = number(difference))
}

paired <- function(y, a, b) {
  comparison(roc.test(roc(y, a, direction = "<", levels = c(0, 1), quiet = TRUE),
                      roc(y, b, direction = "<", levels = c(0, 1), quiet = TRUE), paired = TRUE, method = "delong"))
}

unpaired <- function(y, score, inA) {
  comparison(roc.test(roc(y[inA], score[inA], direction = "<", levels = c(0, 1), quiet = TRUE),
                      roc(y[!inA], score[!inA], direction = "<", levels = c(0, 1), quiet = TRUE),
                      paired = FALSE, method = "delong"))
}

table_of <- function(a, b, c, d) {
  counts <- matrix(c(a, b, c, d), nrow = 2, byrow = TRUE)
  yates <- suppressWarnings(chisq.test(counts))
  object(table = sprintf("[[%d, %d], [%d, %d]]", a, b, c, d), fisher = number(fisher.test(counts)$p.value),
         chiSquared = number(as.numeric(yates$statistic)), chiSquaredP = number(yates$p.value))
}

data(aSAH)
poor <- as.integer(aSAH$outcome == "Poor")
wfns <- as.integer(as.character(aSAH$wfns))
male <- aSAH$gender == "Male"
german <- read.csv("../../resources/demo/german-credit.csv")
bad <- as.integer(german$credit == 2)

json <- object(
  versions = object(R = text(as.character(getRversion())), pROC = text(as.character(packageVersion("pROC")))),
  aSAH = object(
    yTrue = array_of(poor), s100b = array_of(aSAH$s100b), ndka = array_of(aSAH$ndka), wfns = array_of(wfns),
    isMale = array_of(as.integer(male)),
    intervals = object(s100b = interval(poor, aSAH$s100b), ndka = interval(poor, aSAH$ndka), wfns = interval(poor, wfns)),
    pairedS100bWfns = paired(poor, aSAH$s100b, wfns), pairedS100bNdka = paired(poor, aSAH$s100b, aSAH$ndka),
    unpairedMaleFemale = unpaired(poor, aSAH$s100b, male)
  ),
  german = object(
    intervals = object(month = interval(bad, german$month), credit_amount = interval(bad, german$credit_amount)),
    paired = paired(bad, german$month, german$credit_amount),
    unpairedFirst700 = unpaired(bad, german$month, seq_along(bad) <= 700)
  ),
  tables = paste0("[", paste(c(
    table_of(110L, 80L, 590L, 220L), table_of(1065L, 272L, 13142L, 1319L), table_of(3L, 1L, 1L, 3L),
    table_of(8L, 2L, 1L, 5L), table_of(0L, 12L, 7L, 9L), table_of(10L, 10L, 10L, 10L), table_of(2L, 300L, 9L, 214L)
  ), collapse = ", "), "]")
)
writeLines(json, "stats-proc.json")
