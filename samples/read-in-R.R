# Reads the tidy table of a run in base R and reproduces the table of `pawlatency analyse --test lmm` with lme4.
#
#     dotnet run --project src/PawLatency.Cli -- run --out d1
#     Rscript samples/read-in-R.R d1/latencies.csv
suppressMessages(library(lme4))
file <- commandArgs(trailingOnly = TRUE)
trials <- read.csv(if (length(file) > 0) file[1] else "pawlatency-reference/latencies.csv")

# One value for each rat and session: the mean of its trials. The day is that of the session's last trial.
trials$day <- round(ave(trials$time_h, trials$group, trials$session, FUN = max) / 24, 4)
rats <- aggregate(cbind(latency_s, censored) ~ group + rat + day, trials, mean)

summary <- aggregate(latency_s ~ day + group, rats, function(x) c(n = length(x), mean = mean(x), sem = sd(x) / sqrt(length(x))))
print(do.call(data.frame, summary), digits = 4, row.names = FALSE)

# The mixed model: a mean for each group and day, a random rat, restricted maximum likelihood.
rats$cell <- factor(paste(rats$group, rats$day))
rats$animal <- factor(paste(rats$group, rats$rat))
model <- lmer(log(latency_s) ~ 0 + cell + (1 | animal), rats)
cell <- function(group, day) as.numeric(levels(rats$cell) == paste(group, day))
baseline <- sort(unique(rats$day[rats$day <= 0]))
change <- function(group, day) cell(group, day) - Reduce(`+`, lapply(baseline, function(d) cell(group, d))) / length(baseline)
for (day in sort(unique(rats$day[rats$day > 0]))) {
  weights <- change("morphine", day) - change("saline", day)
  log_ratio <- sum(weights * fixef(model))
  error <- sqrt(c(weights %*% as.matrix(vcov(model)) %*% weights))
  cat(sprintf("morphine / saline on day %g, change from baseline: ratio %.4g, t = %.4g\n", day, exp(log_ratio), log_ratio / error))
}
