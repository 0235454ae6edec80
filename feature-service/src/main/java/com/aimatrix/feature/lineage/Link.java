package com.aimatrix.feature.lineage;

/** That one thing is made of another, or runs it. */
record Link(Node upstream, Node downstream) {}
