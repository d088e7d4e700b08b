# Makes the golden of the fit where the model is linear: untreated rats with sessions and trials (fit_controls.csv), and what lme4 says of
# them (fit_controls_lme4.csv).
#
#     Rscript make_fit.R
#
# Needs R with lme4. Maximum likelihood (REML = FALSE) of log latency: a mean, rats, sessions of a rat, trials.

suppressMessages(library(lme4))
options(digits = 17)
set.seed(20261201)

rows <- NULL
for (rat in 1:14) {
  b <- rnorm(1, 0, 0.12)
  for (day in 0:5) {
    s <- rnorm(1, 0, 0.08)
    for (trial in 1:3) rows <- rbind(rows, data.frame(
      group = "saline", rat = rat, day = day, trial = trial, latency_s = round(exp(log(9.7) + b + s + rnorm(1, 0, 0.15)), 2)))
  }
}
write.csv(rows, "fit_controls.csv", row.names = FALSE, quote = FALSE, eol = "\n")
fit <- lmer(log(latency_s) ~ 1 + (1 | rat / day), rows, REML = FALSE,
  control = lmerControl(optCtrl = list(xtol_abs = 1e-12, ftol_abs = 1e-14, maxeval = 100000)))
sd <- as.data.frame(VarCorr(fit))
value <- c(mean = fixef(fit)[[1]], sd_rat = sd$sdcor[sd$grp == "rat"], sd_session = sd$sdcor[sd$grp == "day:rat"],
  sd_trial = sd$sdcor[sd$grp == "Residual"], se_mean = sqrt(vcov(fit)[1, 1]), log_likelihood = as.numeric(logLik(fit)))
write.csv(data.frame(quantity = names(value), value = sprintf("%.17g", value)), "fit_controls_lme4.csv", row.names = FALSE, quote = FALSE, eol = "\n")
