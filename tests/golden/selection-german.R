# Writes selection-german.json: step(), drop1() and glm() of R on German Credit.
# `selections`: step() over six numeric columns and six factors, from the empty and from the full model, by AIC and BIC.
# `likelihoodRatio`: drop1(test = "LRT") of the full model. `regressions`: glm() with offset and weights as in logistic-options.py.
# Run from this folder: Rscript selection-german.R

german <- read.csv("../../resources/demo/german-credit.csv", stringsAsFactors = TRUE)
german$y <- as.integer(german$credit == 2)
numeric <- c("month", "credit_amount", "age", "investment_as_income_percentage", "residence_since", "number_of_credits")
factors <- c("status", "housing", "savings", "property", "telephone", "employment")
names <- c(numeric, factors)
control <- glm.control(epsilon = 1e-14, maxit = 100)
scope <- reformulate(names)
empty <- glm(y ~ 1, family = binomial(), data = german, control = control)
full <- glm(reformulate(names, "y"), family = binomial(), data = german, control = control)

number <- function(x) ifelse(is.na(x), "null", sprintf("%.17g", x))
array <- function(x) paste0("[", paste(x, collapse = ", "), "]")
quoted <- function(x) if (length(x) == 0) character(0) else paste0('"', x, '"')
object <- function(...) {
  members <- list(...)
  paste0("{", paste(paste0('"', names(members), '": ', members), collapse = ", "), "}")
}

select <- function(start, direction, k) {
  found <- step(start, scope = list(lower = ~1, upper = scope), direction = direction, k = k, trace = 0)
  kept <- names[names %in% attr(terms(found), "term.labels")]
  object(kept = array(quoted(kept)), steps = array(quoted(found$anova$Step)), criteria = array(number(found$anova$AIC)))
}

regression <- function(...) {
  design <- with(german, data.frame(
    month, credit_amount, age, investment_as_income_percentage,
    a12 = status == "A12", a13 = status == "A13", a14 = status == "A14", a152 = housing == "A152", a153 = housing == "A153"
  ) + 0)
  model <- suppressWarnings(glm(german$y ~ ., family = binomial(), data = design, control = control, ...))
  # Standard errors of glm belong to the step before the last: start again at the solution.
  model <- suppressWarnings(glm(german$y ~ ., family = binomial(), data = design, control = control, start = coef(model), ...))
  table <- coef(summary(model, dispersion = 1))
  object(estimates = array(number(unname(table[, 1]))), standardErrors = array(number(unname(table[, 2]))))
}

bic <- log(nrow(german))
rows <- seq_len(nrow(german)) - 1
offset <- ((rows %% 7) - 3) / 5
weights <- 0.5 + (rows %% 5) / 4
tests <- drop1(full, test = "LRT")
golden <- object(
  versions = object(R = paste0('"', getRversion(), '"')),
  numeric = array(quoted(numeric)), factors = array(quoted(factors)),
  selections = object(
    forwardAic = select(empty, "forward", 2), backwardAic = select(full, "backward", 2), stepwiseAic = select(empty, "both", 2),
    forwardBic = select(empty, "forward", bic), backwardBic = select(full, "backward", bic), stepwiseBic = select(empty, "both", bic)
  ),
  likelihoodRatio = object(names = array(quoted(rownames(tests)[-1])), pValues = array(number(tests[["Pr(>Chi)"]][-1]))),
  regressions = object(
    offset = regression(offset = offset), weights = regression(weights = weights),
    both = regression(offset = offset, weights = weights)
  )
)
writeLines(golden, "selection-german.json")
