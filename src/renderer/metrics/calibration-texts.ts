import type { MetricText } from './metric-text.ts'

export const calibrationTexts = {
  brierScore: {
    name: 'Brier score',
    definition: 'The mean squared distance between the predicted PD and what happened (1 = default, 0 = none).',
    formula: 'Brier = mean of (PD − outcome)²',
    direction: 'Lower is better. Predicting the bad rate for everyone gives rate · (1 − rate).',
    limits: 'Mixes ranking with calibration, and depends on the bad rate: compare only on one sample.',
    source: 'Brier (1950), Monthly Weather Review 78',
  },
  logLoss: {
    name: 'Log-loss',
    definition: 'The mean surprise at what happened, given the predicted PD.',
    formula: 'log-loss = −mean of [y ln PD + (1 − y) ln(1 − PD)]',
    direction: 'Lower is better.',
    limits: 'Punishes confident mistakes hard; depends on the bad rate.',
    source: 'Good (1952), Journal of the Royal Statistical Society B 14',
  },
  hosmerLemeshow: {
    name: 'Hosmer–Lemeshow test',
    definition:
      'Compares observed with expected defaults in bands of equal size; the p-value is the chance of a mismatch this large if the PDs are right.',
    formula: 'χ² = Σ (observed − expected)² / [n · PD · (1 − PD)]',
    direction: 'A small p-value speaks against the calibration.',
    limits:
      'Depends on the number of bands; rejects trivial mismatches in large samples and misses large ones in small samples.',
    source: 'Hosmer and Lemeshow (1980), Communications in Statistics',
  },
  calibrationSlope: {
    name: 'Calibration slope',
    definition: 'Slope of a logistic regression of the outcome on the model’s log-odds.',
    formula: 'logit P(bad) = a + b · logit(PD); b is the slope',
    direction: '1 is right. Below 1: predictions too extreme (overfitted). Above 1: too timid.',
    limits: 'Always 1 on the sample the model was fitted on without penalty.',
    source: 'Cox (1958), Biometrika 45',
  },
  calibrationIntercept: {
    name: 'Calibration intercept',
    definition: 'Intercept of the same regression with the slope fixed at 1: a shift of all PDs on the log-odds scale.',
    formula: 'logit P(bad) = a + logit(PD)',
    direction: '0 is right. Above 0: PDs too low. Below 0: PDs too high.',
    limits: 'Shows the overall level only.',
    source: 'Cox (1958), Biometrika 45',
  },
  calibrationInTheLarge: {
    name: 'Calibration in the large',
    definition: 'Mean predicted PD minus the observed bad rate.',
    formula: 'mean(PD) − bads / n',
    direction: '0 is right. Above 0: PDs too high on average.',
    limits: 'Errors in opposite directions cancel out; read it with the calibration curve.',
    source: 'Steyerberg (2009), Clinical Prediction Models',
  },
  expectedCalibrationError: {
    name: 'Expected calibration error (ECE)',
    definition: 'The mean distance between predicted PD and observed bad rate over bands, weighted by their size.',
    formula: 'ECE = Σ (n_b / n) · |mean PD_b − bad rate_b|',
    direction: 'Lower is better.',
    limits: 'Depends on the bands and is above 0 even for perfect PDs, from chance.',
    source: 'Naeini, Cooper and Hauskrecht (2015), AAAI',
  },
  populationStabilityIndex: {
    name: 'Population stability index (PSI)',
    definition: 'How far the distribution over bands has moved from the development sample.',
    formula: 'PSI = Σ (actual share − expected share) · ln(actual / expected)',
    direction: 'Lower is more stable. 0 means equal.',
    limits:
      'By custom 0.10 and 0.25 are limits; small samples exceed them by chance, so the no-drift limit is printed beside it.',
    source: 'Siddiqi (2006); Yurdakul (2018)',
  },
} as const satisfies Record<string, MetricText>
