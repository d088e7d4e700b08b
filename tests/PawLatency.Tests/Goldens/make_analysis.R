# Makes the goldens of the analysis: data sets (analysis_data.csv) and what R says of them (analysis_tests.csv).
#
#     Rscript make_analysis.R
#
# Takes about two minutes. Needs R with nlme, lme4, lmerTest, survival, coin, car, mvtnorm, statmod and numDeriv (Debian: r-base-core, r-cran-nlme, ...).
# Every value is the output of the R call that stands in the column "command". Two things have no package: the
# distributions of Dunnett and Tukey to ten digits (mvtnorm is a Monte Carlo method; the difference is printed) and the censored mixed model.
# They are written here, in another way than in the library: Dunnett's with integrate(), the model on a grid of the animals'
# effects, optimised over all parameters at once.

suppressMessages({
  library(nlme); library(survival); library(coin); library(lme4); library(lmerTest); library(car); library(mvtnorm); library(statmod); library(numDeriv)
})
options(digits = 17, contrasts = c("contr.sum", "contr.poly"))
set.seed(20261122)

table_of <- function(group, rat, day, value, censored = 0)
  data.frame(group = as.character(group), rat = as.character(rat), day = as.numeric(as.character(day)), value = as.numeric(value), censored = as.integer(censored))

# ---- data sets; the first six are published
paw <- function(groups, n, days, curve, animal, residual, cutoff, missing) {
  rows <- NULL
  for (g in seq_along(groups)) for (i in seq_len(n[g])) {
    u <- rnorm(1, 0, animal)
    for (d in days) {
      l <- round(10.5 * exp(curve(groups[g], d) + u + rnorm(1, 0, residual)), 1)
      if (runif(1) >= missing) rows <- rbind(rows, table_of(groups[g], i, d, min(l, cutoff), l >= cutoff))
    }
  }
  rows
}
cut_off <- function(data, at) transform(data, censored = as.integer(value >= at), value = pmin(value, at))
chick <- as.data.frame(ChickWeight); weight <- as.data.frame(BodyWeight); teeth <- as.data.frame(Orthodont); lung <- veteran
curve <- function(group, d) switch(group, saline = 0, low = c(0, .25, .05, -.1, 0)[match(d, c(-1, 1, 3, 7, 10))], morphine = c(0, .62, .2, -.25, -.05)[match(d, c(-1, 1, 3, 7, 10))])
data <- list(
  sleep = with(sleep, table_of(group, paste0(group, "-", ID), 1, extra + 3)),
  toothgrowth = with(ToothGrowth, table_of(supp, seq_along(len), round(dose * 2), len)),
  orthodont = with(teeth, table_of(Sex, Subject, age, distance)),
  chickweight = with(chick[chick$Time %in% c(0, 6, 12, 20), ], table_of(Diet, Chick, Time, weight)),
  bodyweight = with(weight[weight$Time %in% c(1, 15, 29, 43, 64), ], table_of(Diet, Rat, Time, weight)),
  veteran = with(lung, table_of(ifelse(trt == 1, "standard", "test"), seq_along(time), 1, time, 1 - status)),
  paw = paw(c("saline", "morphine"), c(8, 9), c(-1, 1, 3, 7, 10), curve, 0.12, 0.1, 60, 0),
  cutoff = paw(c("saline", "low", "morphine"), c(10, 9, 11), c(-1, 1, 3, 7, 10), curve, 0.15, 0.13, 20, 0.06))
data$orthodont_cut <- cut_off(data$orthodont, 26.5)
data$chickweight_cut <- cut_off(data$chickweight, 170)
data$bodyweight_cut <- cut_off(data$bodyweight, 545)
data$paw_cut <- cut_off(data$paw, 18)
source_of <- c(sleep = "Cushny & Peebles 1905 / Student 1908, extra sleep + 3 h", toothgrowth = "Crampton 1947, Bliss 1952; dose x 2 as day",
  orthodont = "Potthoff & Roy 1964, Biometrika 51:313", chickweight = "Crowder & Hand 1990, table A.2, four times", bodyweight = "Hand & Crowder 1996, table A.1, five times",
  veteran = "Kalbfleisch & Prentice 1980, Veterans' lung cancer trial", paw = "drawn here, no cutoff reached", cutoff = "drawn here, cutoff 20 s, ties, missing cells")

out <- data.frame()
add <- function(test, set, comparison, command, ...) {
  values <- list(...)
  for (n in names(values)) out <<- rbind(out, data.frame(test, set, comparison, quantity = n, value = sprintf("%.17g", as.numeric(values[[n]])), command = gsub(",", ";", command)))
}
at <- function(set, day, groups = NULL) { d <- data[[set]]; d <- d[d$day == day, ]; if (is.null(groups)) d else droplevels(d[d$group %in% groups, ]) }
vs <- function(a, b, day, base = "") paste0(a, "|", b, "|", day, "|", base)

# ---- Welch and Mann-Whitney (mid-p: Lancaster 1961)
pairs <- list(list("sleep", "2", "1", 1), list("toothgrowth", "OJ", "VC", 1), list("toothgrowth", "OJ", "VC", 4), list("orthodont", "Male", "Female", 14), list("chickweight", "3", "1", 20),
  list("bodyweight", "3", "2", 64), list("paw", "morphine", "saline", 7), list("cutoff", "morphine", "saline", 1), list("cutoff", "low", "saline", 7))
for (p in pairs) {
  d <- at(p[[1]], p[[4]]); x <- d$value[d$group == p[[2]]]; y <- d$value[d$group == p[[3]]]
  t <- t.test(x, y)
  add("welch", p[[1]], vs(p[[2]], p[[3]], p[[4]]), "t.test(x, y)", estimate = mean(x) - mean(y), lower = t$conf.int[1], upper = t$conf.int[2], statistic = t$statistic, df = t$parameter, p = t$p.value)
}
# The library decides by the mid-p; "conventional" is what wilcox.test says by default. From the smallest W on, as many as have a mid-p below
# 0.05 are the ranks of the interval's ends among all differences.
whitney <- function(p) {
  d <- at(p[[1]], p[[4]]); x <- d$value[d$group == p[[2]]]; y <- d$value[d$group == p[[3]]]; m <- length(x); n <- length(y); half <- floor(m * n / 2)
  default <- suppressWarnings(wilcox.test(x, y)); W <- default$statistic; name <- vs(p[[2]], p[[3]], p[[4]])
  if (anyDuplicated(c(x, y)) == 0 && m < 50 && n < 50) {
    mid <- function(w) { w <- pmin(w, m * n - w); 2 * pwilcox(w - 1, m, n) + dwilcox(w, m, n) }
    prob <- mid(W); command <- "2 pwilcox(w - 1; m; n) + dwilcox(w; m; n); w = min(W; m n - W)"
  } else {
    ties <- table(c(x, y)); sd <- sqrt(m * n / 12 * (m + n + 1 - sum(ties^3 - ties) / ((m + n) * (m + n - 1)))); mid <- function(w) 2 * pnorm(-abs(w - m * n / 2) / sd)
    prob <- wilcox.test(x, y, exact = FALSE, correct = FALSE)$p.value; command <- "wilcox.test(x; y; exact = FALSE; correct = FALSE)"
    stopifnot(abs(mid(W) / prob - 1) < 1e-12)
  }
  k <- sum(mid(0:half) < 0.05); shifts <- sort(outer(x, y, "-"))
  add("mann-whitney", p[[1]], name, "wilcox.test(x; y)", statistic = W, conventional = default$p.value)
  add("mann-whitney", p[[1]], name, command, p = prob)
  add("mann-whitney", p[[1]], name, "shifts = sort(outer(x; y; -)); median; shifts[k]; shifts[m n + 1 - k]; k = sum(mid-p(0:floor(m n / 2)) < 0.05)", estimate = median(shifts), lower = if (k > 0) shifts[k] else -Inf, upper = if (k > 0) shifts[m * n + 1 - k] else Inf)
}
# Beside the pairs of Welch's test: two without ties, so that the exact distribution is tested on published data as well, and more than 50 animals.
for (p in c(pairs, list(list("bodyweight", "3", "1", 64), list("bodyweight", "2", "1", 43), list("veteran", "test", "standard", 1)))) whitney(p)

# ---- analysis of covariance on baseline
for (p in list(list("orthodont", "Male", "Female", 14, 8), list("chickweight", "4", "1", 20, 0), list("bodyweight", "3", "1", 64, 1), list("bodyweight", "2", "1", 29, 1), list("paw", "morphine", "saline", 1, -1), list("cutoff", "morphine", "saline", 7, -1))) {
  d <- at(p[[1]], p[[4]], c(p[[2]], p[[3]])); b <- at(p[[1]], p[[5]]); key <- paste(b$group, b$rat)
  d$base <- b$value[match(paste(d$group, d$rat), key)]; d <- d[!is.na(d$base), ]
  d$arm <- as.numeric(d$group == p[[2]]); m <- lm(value ~ base + arm, d); s <- summary(m)$coefficients[3, ]; ci <- confint(m)[3, ]
  add("ancova", p[[1]], vs(p[[2]], p[[3]], p[[4]], p[[5]]), "lm(value ~ base + arm)", estimate = s[1], lower = ci[1], upper = ci[2], statistic = s[3], df = m$df.residual, p = s[4])
}

# ---- mixed analysis of variance; complete animals only
complete <- function(d) { n <- table(paste(d$group, d$rat)); d[paste(d$group, d$rat) %in% names(n)[n == max(n)], ] }
for (set in c("orthodont", "chickweight", "bodyweight", "paw", "cutoff")) {
  d <- complete(data[[set]]); d$id <- paste(d$group, d$rat); w <- reshape(d[c("id", "group", "day", "value")], idvar = c("id", "group"), timevar = "day", direction = "wide")
  y <- as.matrix(w[, -(1:2)]); g <- factor(w$group); day <- factor(seq_len(ncol(y)))
  s <- suppressWarnings(summary(Anova(lm(y ~ g), idata = data.frame(day), idesign = ~day, type = 3), multivariate = FALSE)); u <- s$univariate.tests; adj <- s$pval.adjustments
  command <- "car::Anova(lm(y ~ g); idata = data.frame(day); idesign = ~day; type = 3)"
  row <- function(name, label) {
    add("anova", set, name, command, f = u[label, "F value"], df1 = u[label, "num Df"], df2 = u[label, "den Df"], p = u[label, "Pr(>F)"])
    if (label %in% rownames(adj)) {
      add("anova", set, name, command, gg = adj[label, "GG eps"], pgg = adj[label, "Pr(>F[GG])"], hf = min(1, adj[label, "HF eps"]), phf = adj[label, "Pr(>F[HF])"])
    }
  }
  row("interaction", "g:day"); row("day", "day"); row("group", "g")
}

# ---- linear mixed model of log latency
tight <- lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 0.1, rhoend = 1e-10, maxfun = 1e5), calc.derivs = FALSE)
cells <- function(d) { d$y <- log(d$value); d$cell <- factor(paste(d$group, d$day)); d$id <- factor(paste(d$group, d$rat)); d }
weights_of <- function(d, p) {
  l <- setNames(numeric(nlevels(d$cell)), levels(d$cell)); l[paste(p[[2]], p[[4]])] <- 1; l[paste(p[[3]], p[[4]])] <- -1
  if (length(p) > 4) { l[paste(p[[2]], p[[5]])] <- -1; l[paste(p[[3]], p[[5]])] <- 1 }
  l
}
models <- list(list("orthodont", "Male", "Female", 14), list("orthodont", "Male", "Female", 14, 8), list("chickweight", "3", "1", 20), list("chickweight", "4", "2", 12, 0), list("bodyweight", "3", "1", 64),
  list("bodyweight", "2", "1", 64, 1), list("paw", "morphine", "saline", 7), list("paw", "morphine", "saline", 7, -1), list("cutoff", "morphine", "saline", 7, -1), list("cutoff", "low", "saline", 1))
fits <- list()
for (p in models) {
  d <- cells(data[[p[[1]]]]); l <- weights_of(d, p)
  if (is.null(fits[[p[[1]]]])) {
    # bobyqa, then Newton's method on the deviance itself: the optimiser alone leaves the sixth digit open.
    m <- lmerTest::lmer(y ~ 0 + cell + (1 | id), d, control = tight); f <- getME(m, "devfun"); f <- if (is.null(f)) update(m, devFunOnly = TRUE) else f
    th <- getME(m, "theta"); for (k in 1:5) th <- th - grad(f, th) / c(hessian(f, th))
    m <- lmerTest::lmer(y ~ 0 + cell + (1 | id), d, control = lmerControl(optimizer = NULL), start = list(theta = unname(th)))
    fits[[p[[1]]]] <- m
    gls <- lme(y ~ 0 + cell, d, random = ~1 | id, control = lmeControl(msTol = 1e-12, tolerance = 1e-12, msMaxIter = 500))
    cat(p[[1]], "nlme and lme4, residual variance:", gls$sigma^2, sigma(m)^2, "\n")
    add("lmm", p[[1]], "fit", "lmerTest::lmer(log(value) ~ 0 + group:day + (1 | animal))", residual = sigma(m)^2, animal = as.numeric(VarCorr(m)$id), deviance = as.numeric(-2 * logLik(m)))
  }
  s <- contest1D(fits[[p[[1]]]], l, confint = TRUE)
  add("lmm", p[[1]], vs(p[[2]], p[[3]], p[[4]], if (length(p) > 4) p[[5]] else ""), "lmerTest::contest1D(model; weights; confint = TRUE)", estimate = s$Estimate, lower = s$lower, upper = s$upper, statistic = s[["t value"]], df = s$df, p = s[["Pr(>|t|)"]])
}

# ---- log-rank
for (p in list(list("veteran", "test", "standard", 1), list("cutoff", "morphine", "saline", 1), list("cutoff", "low", "saline", 1), list("orthodont_cut", "Male", "Female", 14), list("chickweight_cut", "3", "1", 20), list("bodyweight_cut", "3", "2", 64), list("paw_cut", "morphine", "saline", 1))) {
  d <- at(p[[1]], p[[4]], c(p[[2]], p[[3]])); d$arm <- as.integer(d$group == p[[2]])
  s <- survdiff(Surv(value, 1 - censored) ~ arm, d); z <- (s$obs[2] - s$exp[2]) / s$var[2, 2]
  add("log-rank", p[[1]], vs(p[[2]], p[[3]], p[[4]]), "survdiff(Surv(value; 1 - censored) ~ arm); exp((O - E) / V)", estimate = exp(z), statistic = s$chisq, p = pchisq(s$chisq, 1, lower.tail = FALSE))
  # Up to 30 animals all permutations (van de Wiel's split-up, of scores with ties and cutoff), above that their variance and the normal distribution.
  how <- if (nrow(d) <= 30) exact("split-up") else "asymptotic"; c <- logrank_test(Surv(value, 1 - censored) ~ factor(arm), d, distribution = how)
  add("log-rank-permutation", p[[1]], vs(p[[2]], p[[3]], p[[4]]), paste0("coin::logrank_test(Surv(value; 1 - censored) ~ arm; distribution = ", if (nrow(d) <= 30) "exact(split-up)" else "asymptotic", ")"), statistic = statistic(c), p = pvalue(c))
}

# ---- censored regression without a random effect: one value for each animal
for (p in list(list("veteran", "test", "standard", 1), list("cutoff", "morphine", "saline", 1), list("cutoff", "low", "saline", 1), list("orthodont_cut", "Male", "Female", 14), list("chickweight_cut", "3", "1", 20), list("bodyweight_cut", "3", "2", 64), list("paw_cut", "morphine", "saline", 1))) {
  d <- at(p[[1]], p[[4]], c(p[[2]], p[[3]])); d$arm <- as.integer(d$group == p[[2]])
  s <- survreg(Surv(value, 1 - censored) ~ arm, d, dist = "lognormal", control = survreg.control(rel.tolerance = 1e-13, maxiter = 200)); e <- sqrt(vcov(s)[1:2, 1:2][2, 2])
  # survreg's variance counts the scale as estimated; the library's is that of the means at the estimated scale.
  v <- solve(solve(vcov(s))[1:2, 1:2])
  add("tobit", p[[1]], vs(p[[2]], p[[3]], p[[4]]), "survreg(Surv(value; 1 - censored) ~ arm; dist = lognormal)", estimate = coef(s)[2], residual = s$scale^2, error = sqrt(v[2, 2]), loglik = s$loglik[2] + sum(log(d$value[d$censored == 0])))
}

# ---- censored mixed model: the effect on a fixed grid (the trapezoidal rule converges faster than any power of its step)
grid <- seq(-9, 9, length.out = 721); step <- grid[2] - grid[1]
parts <- function(d, beta, logsd, ratio) {
  z <- outer((beta[as.integer(d$cell)] - d$y) / exp(logsd), ratio * grid, "+"); cut <- d$censored == 1
  l <- -z^2 / 2 - log(2 * pi) / 2 - logsd; l[cut, ] <- pnorm(z[cut, , drop = FALSE], log.p = TRUE)
  joint <- rowsum(l, d$id) + matrix(dnorm(grid, log = TRUE), nlevels(d$id), length(grid), byrow = TRUE); top <- apply(joint, 1, max)
  list(z = z, cut = cut, top = top, weight = exp(joint - top) * step)
}
loglik_of <- function(d, beta, logsd, ratio) { p <- parts(d, beta, logsd, ratio); sum(p$top + log(rowSums(p$weight))) }
derivatives <- function(d, beta, logsd, ratio) {
  p <- parts(d, beta, logsd, ratio); w <- p$weight / rowSums(p$weight); row <- match(as.character(d$id), rownames(p$weight)); sd <- exp(logsd)
  m <- exp(dnorm(p$z, log = TRUE) - pnorm(p$z, log.p = TRUE)); g <- -p$z; g[p$cut, ] <- m[p$cut, ]
  c2 <- matrix(1, nrow(d), length(grid)); c2[p$cut, ] <- (m * (p$z + m))[p$cut, ]
  mean <- rowSums(w[row, ] * g); curvature <- rowSums(w[row, ] * c2); k <- nlevels(d$cell); cell <- as.integer(d$cell)
  gradient <- tapply(mean, d$cell, sum) / sd; info <- diag(tapply(curvature, d$cell, sum))
  for (i in split(seq_len(nrow(d)), d$id)) for (a in i) for (b in i) info[cell[a], cell[b]] <- info[cell[a], cell[b]] - sum(w[row[a], ] * (g[a, ] - mean[a]) * (g[b, ] - mean[b]))
  list(gradient = c(gradient), info = info / sd^2)
}
newton <- function(f, x, steps = 8, fine = list()) { for (k in seq_len(steps)) { move <- solve(hessian(f, x, method.args = fine), grad(f, x, method.args = fine)); x <- x - move; if (max(abs(move)) < 1e-10) break }; x }
tobits <- list(list("cutoff", "morphine", "saline", 1, -1), list("orthodont_cut", "Male", "Female", 14, 8), list("chickweight_cut", "3", "1", 20, 0), list("bodyweight_cut", "2", "1", 64, 1), list("paw_cut", "morphine", "saline", 1, -1))
for (p in tobits) {
  d <- data[[p[[1]]]]; d <- d[d$day %in% c(p[[4]], p[[5]]) & d$group %in% c(p[[2]], p[[3]]), ]; d <- cells(d); l <- weights_of(d, p); k <- nlevels(d$cell)
  start <- lmer(y ~ 0 + cell + (1 | id), d, REML = FALSE)
  full <- function(x) loglik_of(d, x[1:k], x[k + 1], x[k + 2])
  x <- optim(c(fixef(start), log(sigma(start)), max(0.5, getME(start, "theta"))), full, method = "BFGS", control = list(fnscale = -1, maxit = 500, reltol = 1e-14))$par; x <- newton(full, x, 30, list(d = 5e-4))
  info <- derivatives(d, x[1:k], x[k + 1], x[k + 2])$info
  cat(p[[1]], "information by formula and by numDeriv:", max(abs(info / -hessian(full, x, method.args = list(d = 5e-4))[1:k, 1:k] - 1)[info != 0 & abs(info) > 1e-8]), "\n")
  name <- vs(p[[2]], p[[3]], p[[4]], p[[5]]); command <- "own code: effect on a grid of 721 points; optim and Newton over all parameters"
  add("censored", p[[1]], name, command, estimate = sum(l * x[1:k]), residual = exp(2 * x[k + 1]), animal = exp(2 * x[k + 1]) * x[k + 2]^2, error = sqrt(c(l %*% solve(info, l))), loglik = full(x))
  # Cox and Reid: the means at their maximum for each pair of standard deviations, less half the log determinant of their information.
  beta <- x[1:k]
  inner <- function(phi) { for (j in 1:50) { s <- derivatives(d, beta, phi[1], phi[2]); move <- solve(s$info, s$gradient); beta <<- beta + move; if (max(abs(move)) < 1e-12) break }; list(b = beta, info = derivatives(d, beta, phi[1], phi[2])$info) }
  adjusted <- function(phi) { s <- inner(phi); loglik_of(d, s$b, phi[1], phi[2]) - as.numeric(determinant(s$info)$modulus) / 2 }
  fine <- list(eps = 1e-3, d = 1e-3, r = 4)
  phi <- c(x[k + 1], x[k + 2]); phi <- newton(adjusted, phi, 8, fine)
  variance <- function(f) c(l %*% solve(inner(f)$info, l)); v <- variance(phi); g <- grad(variance, phi, method.args = fine); H <- -hessian(adjusted, phi, method.args = fine); df <- 2 * v^2 / c(g %*% solve(H, g)); b <- inner(phi)$b
  add("censored-adjusted", p[[1]], name, "own code: Cox-Reid adjusted profile over (log sd; ratio); Satterthwaite from numDeriv", estimate = sum(l * b), residual = exp(2 * phi[1]), animal = exp(2 * phi[1]) * phi[2]^2, error = sqrt(v), df = df, p = 2 * pt(-abs(sum(l * b)) / sqrt(v), df))
  cat(p[[1]], "done\n")
}

# ---- Tukey and Dunnett at a day; several groups
dunnett <- function(t, lambda, df) 1 - integrate(Vectorize(function(s) { fs <- exp(log(2) + df / 2 * log(df / 2) - lgamma(df / 2) + (df - 1) * log(s) - df * s^2 / 2)
  fs * integrate(Vectorize(function(z) dnorm(z) * prod(pnorm((lambda * z + t * s) / sqrt(1 - lambda^2)) - pnorm((lambda * z - t * s) / sqrt(1 - lambda^2)))), -8.5, 8.5, rel.tol = 1e-11, subdivisions = 500)$value }), max(0, 1 - 10 / sqrt(2 * df)), 1 + 10 / sqrt(2 * df), rel.tol = 1e-10, subdivisions = 500)$value
# R's ptukey is good to about 1e-9; this to 1e-12.
tukey <- function(q, k, df) 1 - integrate(Vectorize(function(s) exp(log(2) + df / 2 * log(df / 2) - lgamma(df / 2) + (df - 1) * log(s) - df * s^2 / 2) *
  k * integrate(function(z) dnorm(z) * (pnorm(z) - pnorm(z - q * s))^(k - 1), -8.5, 8.5, rel.tol = 1e-12, subdivisions = 500)$value), max(0, 1 - 10 / sqrt(2 * df)), 1 + 10 / sqrt(2 * df), rel.tol = 1e-11, subdivisions = 500)$value
families <- list(list("chickweight", 20, "1"), list("bodyweight", 64, "1"), list("cutoff", 7, "saline"), list("toothgrowth", 4, "VC"), list("orthodont", 14, "Female"), list("cutoff", 3, "saline"))
for (p in families) {
  d <- at(p[[1]], p[[2]]); n <- tapply(d$value, d$group, length); mean <- tapply(d$value, d$group, base::mean); names <- unique(d$group); a <- aov(value ~ group, d); df <- a$df.residual; s <- sqrt(deviance(a) / df)
  q <- qtukey(0.95, length(names), df) / sqrt(2)
  for (i in seq_along(names)) for (j in seq_along(names)) if (i < j) {
    e <- s * sqrt(1 / n[names[i]] + 1 / n[names[j]]); difference <- mean[names[j]] - mean[names[i]]; t <- difference / e; prob <- tukey(abs(t) * sqrt(2), length(names), df); stopifnot(abs(prob - ptukey(abs(t) * sqrt(2), length(names), df, lower.tail = FALSE)) < 1e-9)
    add("tukey", p[[1]], vs(names[j], names[i], p[[2]]), "own code: nested integrate(); p within 1e-9 of ptukey; interval from qtukey", estimate = difference, lower = difference - q * e, upper = difference + q * e, statistic = t, df = df, p = prob)
  }
  others <- setdiff(names, p[[3]]); lambda <- sqrt(n[others] / (n[others] + n[p[[3]]])); critical <- uniroot(function(t) dunnett(t, lambda, df) - 0.05, c(1.5, 5), tol = 1e-11)$root
  R <- outer(lambda, lambda); diag(R) <- 1
  for (g in others) {
    e <- s * sqrt(1 / n[g] + 1 / n[p[[3]]]); difference <- mean[g] - mean[p[[3]]]; t <- difference / e; prob <- dunnett(abs(t), lambda, df)
    if (length(others) > 1) cat("Dunnett", p[[1]], g, prob, "mvtnorm:", 1 - pmvt(-rep(abs(t), length(others)), rep(abs(t), length(others)), df = df, corr = R, algorithm = GenzBretz(abseps = 1e-6, maxpts = 1e6)), "\n")
    add("dunnett", p[[1]], vs(g, p[[3]], p[[2]]), "own code: nested integrate() of the product form", estimate = difference, lower = difference - critical * e, upper = difference + critical * e, statistic = t, df = df, p = prob)
  }
}

# ---- distributions and adjustments
for (df in c(1, 3, 8, 22.5, 120)) for (ncp in c(-2, 0, 0.7, 3)) for (t in c(-2.5, 0.3, 2.1, 4)) add("noncentral-t", "none", paste(t, df, ncp, sep = "|"), "pt(t; df; ncp)", p = pt(t, df, ncp))
for (n in c(4, 10, 20)) for (delta in c(0, 0.5, 1, 2)) add("power", "none", paste(delta, n, sep = "|"), "power.t.test(n; delta; sd = 1; strict = TRUE)", p = if (delta == 0) 0.05 else power.t.test(n, delta, 1, strict = TRUE)$power)
ps <- list(c(0.01, 0.04, 0.03, 0.005), c(1e-9, 0.5, 0.02), c(0.2, 0.2, 0.9, 1), c(0.04), c(1e-4, 1e-4, 0.013, 0.6, 0.05))
for (v in ps) { h <- p.adjust(v, "holm"); for (i in seq_along(v)) add("adjust", paste(v, collapse = " "), i, "p.adjust(p; holm); -expm1(m log1p(-p))", holm = h[i], sidak = -expm1(length(v) * log1p(-v[i]))) }

# ---- ED50: logistic on the logarithm of dose, graded by least squares and quantal by maximum likelihood
ladder <- data.frame(dose = rep(c(1, 2, 4, 8, 16), each = 6)); ladder$effect <- round(100 / (1 + exp(-1.7 * (log(ladder$dose) - log(4.3)))) + rnorm(30, 0, 11), 1)
doses <- list(drawn = ladder,
  dnase = with(subset(DNase, Run == 1), data.frame(dose = conc, effect = density * 40)),
  puromycin = with(subset(Puromycin, state == "treated"), data.frame(dose = conc, effect = rate / 2.2)),
  ryegrass = data.frame(dose = rep(c(0.94, 1.88, 3.75, 7.5, 15, 30), each = 3), effect = 100 - c(8.556, 7.25, 6.97, 6.4, 6.08, 6.61, 4.95, 4.71, 5.03, 1.81, 2.03, 2.21, 0.87, 0.73, 0.83, 0.45, 0.37, 0.58) / 8.0 * 100),
  methylene = data.frame(dose = c(0.5, 1, 2, 4, 8, 0.5, 1, 2, 4, 8), effect = c(4, 13, 37, 72, 93, 9, 18, 31, 66, 88)))
for (set in names(doses)) {
  d <- doses[[set]]
  f <- function(q) 100 / (1 + exp(-q[1] * (log(d$dose) - q[2]))); squares <- function(q) sum((d$effect - f(q))^2)
  logit <- qlogis(pmin(pmax(d$effect, 3), 97) / 100); line <- coef(lm(logit ~ log(d$dose)))
  m <- nls(effect ~ 100 / (1 + exp(-h * (log(dose) - m))), d, start = list(h = line[[2]], m = -line[[1]] / line[[2]]), control = nls.control(tol = 1e-6, minFactor = 1e-10, maxiter = 500))
  # nls stops at its tolerance; Newton's method on the sum of squares finds the last digits.
  x <- newton(squares, coef(m), 8, list(d = 1e-3)); s <- sqrt(squares(x) / (nrow(d) - 2) * solve(crossprod(jacobian(f, x)))[2, 2]); q <- qt(0.975, nrow(d) - 2)
  stopifnot(abs(x / coef(m) - 1) < 1e-4, abs(s / summary(m)$coefficients["m", 2] - 1) < 1e-4)
  add("ed50", set, "graded", "nls(effect ~ 100 / (1 + exp(-h * (log(dose) - m)))); exp(m -+ t s)", estimate = exp(x[2]), lower = exp(x[2] - q * s), upper = exp(x[2] + q * s), slope = x[1])
}
quantal <- list(menarche = with(MASS::menarche[5:20, ], data.frame(dose = exp(Age / 2), n = Total, y = Menarche)), beetles = data.frame(dose = 10^c(1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839), n = c(59, 60, 62, 56, 63, 59, 62, 60), y = c(6, 13, 18, 28, 52, 53, 61, 60)),
  budworm = data.frame(dose = 2^(0:5), n = 20, y = c(1, 4, 9, 13, 18, 20)), budwormf = data.frame(dose = 2^(0:5), n = 20, y = c(0, 2, 6, 10, 12, 16)), drawn = data.frame(dose = c(1, 2, 4, 8, 16), n = c(6, 7, 8, 7, 6), y = c(0, 2, 5, 6, 6)))
for (set in names(quantal)) {
  d <- quantal[[set]]; m <- glm(cbind(y, n - y) ~ log(dose), binomial, d, control = glm.control(epsilon = 1e-14, maxit = 100)); b <- coef(m); V <- vcov(m); z <- qnorm(0.975)
  g <- z^2 * V[2, 2] / b[2]^2; x <- -b[1] / b[2]; mid <- x + g / (1 - g) * (x + V[1, 2] / V[2, 2]); half <- z / (abs(b[2]) * (1 - g)) * sqrt(V[1, 1] + 2 * x * V[1, 2] + x^2 * V[2, 2] - g * (V[1, 1] - V[1, 2]^2 / V[2, 2]))
  add("ed50", set, "quantal", "glm(cbind(y; n - y) ~ log(dose); binomial); Fieller", estimate = exp(x), lower = exp(mid - half), upper = exp(mid + half), slope = b[2])
}

# ---- files
head <- function(what) c(paste("#", what), "# Maker: make_analysis.R beside this file; command: Rscript make_analysis.R",
  paste0("# Versions: ", R.version.string, ", ", paste(sapply(c("nlme", "lme4", "lmerTest", "survival", "coin", "car", "mvtnorm", "statmod", "numDeriv"), function(p) paste(p, packageVersion(p))), collapse = ", ")), paste("# Date:", Sys.Date()))
write <- function(file, what, table) { writeLines(c(head(what), paste(names(table), collapse = ","), do.call(paste, c(table, sep = ","))), file) }
sets <- do.call(rbind, lapply(names(data), function(n) cbind(set = n, transform(data[[n]], value = sprintf("%.17g", value)))))
write("analysis_data.csv", paste0("Data sets: ", paste(names(source_of), source_of, sep = ": ", collapse = "; "), "; NAME_cut: the same with the largest values cut off. Column value: latency s or whatever the source measured."), sets)
write("analysis_tests.csv", "What R says of the data sets. comparison: treated|control|day|baseline day.", out)
more <- rbind(do.call(rbind, lapply(names(doses), function(n) data.frame(set = n, kind = "graded", dose = sprintf("%.17g", doses[[n]]$dose), n = 1, y = sprintf("%.17g", doses[[n]]$effect)))),
  do.call(rbind, lapply(names(quantal), function(n) data.frame(set = n, kind = "quantal", dose = sprintf("%.17g", quantal[[n]]$dose), n = quantal[[n]]$n, y = quantal[[n]]$y))))
write("analysis_doses.csv", "Dose ladders. DNase: Davidian & Giltinan 1995; Puromycin: Treloar 1974; ryegrass: Inderjit & others 2002; menarche: Milicer & Szczotka 1966; beetles: Bliss 1935; budworm: Collett 1991; the rest drawn or made up here.", more)
