# Writes logistic-german-r.json: the regressions of logistic-german.py by R's glm.
# Run from this folder: Rscript logistic-german.R

library(jsonlite)
german <- read.csv("../../resources/demo/german-credit.csv", stringsAsFactors = FALSE)
y <- as.integer(german$credit == 2)

raw <- data.frame(
  month = german$month, credit_amount = german$credit_amount, age = german$age,
  investment = german$investment_as_income_percentage,
  a12 = as.numeric(german$status == "A12"), a13 = as.numeric(german$status == "A13"), a14 = as.numeric(german$status == "A14"),
  a152 = as.numeric(german$housing == "A152"), a153 = as.numeric(german$housing == "A153")
)

woe_of <- function(values) {
  counts <- table(values, y)
  woe <- log((counts[, 1] / sum(counts[, 1])) / (counts[, 2] / sum(counts[, 2])))
  unname(woe[values])
}
woe <- data.frame(lapply(german[c("status", "credit_history", "savings", "purpose", "property")], woe_of))

fit <- function(design, weights = rep(1, length(y))) {
  control <- glm.control(epsilon = 1e-14, maxit = 100)
  # Integer weights repeat rows, so glm gives the likelihood of the repeated sample.
  rows <- rep(seq_along(y), weights)
  model <- glm(y[rows] ~ ., family = binomial(), data = design[rows, , drop = FALSE], control = control)
  # Standard errors of glm belong to the step before the last: start again at the solution.
  model <- glm(y[rows] ~ ., family = binomial(), data = design[rows, , drop = FALSE], control = control, start = coef(model))
  table <- coef(summary(model))
  list(estimates = unname(table[, 1]), standardErrors = unname(table[, 2]), zValues = unname(table[, 3]),
       logLikelihood = as.numeric(logLik(model)), aic = AIC(model))
}

golden <- list(
  versions = list(R = as.character(getRversion())),
  raw = fit(raw), woe = fit(woe), weighted = fit(raw, 1 + (seq_along(y) - 1) %% 3)
)
write(toJSON(golden, auto_unbox = TRUE, digits = I(17), pretty = TRUE), "logistic-german-r.json")
